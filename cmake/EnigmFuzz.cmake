# Fuzz targets: one small LLVMFuzzerTestOneInput for each parser of untrusted bytes.

# Everything that ./enigm test --preset fuzz builds.
add_custom_target(enigm_fuzz_targets)

# enigm_fuzz_target(NAME LIBRARIES ... [SOURCES ...])
# NAME.cpp defines LLVMFuzzerTestOneInput; its seeds lie in tests/fuzz/corpus/NAME. With ENIGM_FUZZ it becomes a libFuzzer
# program in fuzz-bin; without, a test that replays the seeds, so that what was once found stays found.
function(enigm_fuzz_target name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBRARIES" ${ARGN})
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE enigm_conventions ${arg_LIBRARIES})
    if(ENIGM_FUZZ)
        set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/fuzz-bin")
        target_link_options(${name} PRIVATE -fsanitize=fuzzer)
        add_dependencies(enigm_fuzz_targets ${name})
        return()
    endif()
    target_sources(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests/fuzz/replay/ReplayCorpus.cpp")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests-bin")
    add_test(NAME ${name} COMMAND ${name} "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}")
    set_tests_properties(${name} PROPERTIES TIMEOUT 120 LABELS fuzz ENVIRONMENT "${ENIGM_TEST_ENVIRONMENT}")
endfunction()
