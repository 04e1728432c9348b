# How every target of the project is made: one set of warnings, one Qt dialect, one way to add a test.

# clang takes std::stable_sort of g++ 12's library for a use of what that library deprecates; g++ itself still watches.
add_library(enigm_warnings INTERFACE)
target_compile_options(enigm_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-align -Wunused
    -Woverloaded-virtual -Wconversion -Wsign-conversion -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wno-tsan>
    $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)

add_library(enigm_strict_qt INTERFACE)
target_compile_definitions(enigm_strict_qt INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_FOREACH QT_NO_KEYWORDS QT_STRICT_ITERATORS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)

add_library(enigm_sanitizers INTERFACE)
if(ENIGM_SANITIZE)
    target_compile_options(enigm_sanitizers INTERFACE -fsanitize=${ENIGM_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(enigm_sanitizers INTERFACE -fsanitize=${ENIGM_SANITIZE})
endif()
if(ENIGM_FUZZ)
    target_compile_options(enigm_sanitizers INTERFACE -fsanitize=fuzzer-no-link)
endif()

add_library(enigm_conventions INTERFACE)
target_include_directories(enigm_conventions INTERFACE "${CMAKE_SOURCE_DIR}")
target_link_libraries(enigm_conventions INTERFACE enigm_warnings enigm_strict_qt enigm_sanitizers)

# enigm_library(ContractThing) makes the static library enigm_contract_thing, known to others as Enigm::ContractThing.
# Sources are added by target_sources in the folders below it.
function(enigm_library name)
    string(REGEX REPLACE "([a-z0-9])([A-Z])" "\\1_\\2" target "Enigm${name}")
    string(TOLOWER "${target}" target)
    add_library(${target} STATIC)
    add_library(Enigm::${name} ALIAS ${target})
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTORCC ON)
    target_link_libraries(${target} PUBLIC enigm_conventions)
    set(ENIGM_TARGET ${target} PARENT_SCOPE)
endfunction()

# enigm_skip_tidy(FILE ...) keeps clang-tidy off sources of the calling folder: for the few that include Beast, whose
# coroutines the analyzer misreads and whose headers take it half a minute.
function(enigm_skip_tidy)
    set_property(SOURCE ${ARGN} APPEND PROPERTY COMPILE_DEFINITIONS ENIGM_SKIP_TIDY)
endfunction()

# enigm_program(enigm-thing) makes an executable of this name; sources and libraries are added by its folder.
function(enigm_program name)
    add_executable(${name})
    set_target_properties(${name} PROPERTIES AUTOMOC ON AUTORCC ON)
    target_link_libraries(${name} PRIVATE enigm_conventions)
endfunction()

# Everything that ./enigm test --preset tsan builds: the tests labelled tsan.
add_custom_target(enigm_tsan_tests)

# What each test finds in its environment: no desktop session, one language, pinned fonts (so that pictures and layouts
# are the same everywhere), and sanitizers that explain themselves.
set(ENIGM_TEST_ENVIRONMENT
    "ENIGM_SOURCE_DIR=${CMAKE_SOURCE_DIR}"
    "ENIGM_BINARY_DIR=${CMAKE_BINARY_DIR}"
    "FONTCONFIG_FILE=${CMAKE_SOURCE_DIR}/tests/support/fonts.conf"
    "LC_ALL=C.UTF-8"
    "QT_FONT_DPI=96"
    "DBUS_SESSION_BUS_ADDRESS=unix:path=${CMAKE_BINARY_DIR}/no-session-bus"
    "ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1"
    "LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/leaks.supp:print_suppressions=0"
    "UBSAN_OPTIONS=print_stacktrace=1"
    "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/support/threads.supp:halt_on_error=1:second_deadlock_stack=1")

# enigm_test(NAME [SOURCES ...] LIBRARIES ... [TIMEOUT s] [LABELS ...] [ENVIRONMENT ...] [ARGS ...] [RUN_SERIAL]
# [WITH_DISPLAY] [WHOLE_STACKS])
# One ctest entry a class: NAME.cpp holds the Qt Test class NAME and its main. Windows open on Qt's offscreen platform
# unless ENVIRONMENT names a QT_QPA_PLATFORM, or on a private X server WITH_DISPLAY. WHOLE_STACKS lets AddressSanitizer
# unwind allocations exactly, slow as that is, for tests that go through libraries without frame pointers: only so can
# what such a library keeps be told from what we leak. Labels with a meaning: soak (only
# with --soak), tsan (run by that preset). A folder gives labels to all tests below it by ENIGM_TEST_LABELS.
function(enigm_test name)
    cmake_parse_arguments(arg "RUN_SERIAL;WITH_DISPLAY;WHOLE_STACKS" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;ENVIRONMENT;ARGS" ${ARGN})
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    if(ENIGM_SANITIZE)
        math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
    endif()
    list(APPEND arg_LABELS ${ENIGM_TEST_LABELS})
    list(REMOVE_DUPLICATES arg_LABELS)
    if(NOT arg_ENVIRONMENT MATCHES "QT_QPA_PLATFORM=")
        list(APPEND arg_ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
    endif()
    set(whole_stacks)
    if(arg_WHOLE_STACKS)
        set(whole_stacks "ASAN_OPTIONS=strict_string_checks=1:detect_stack_use_after_return=1")
        string(APPEND whole_stacks ":fast_unwind_on_malloc=0:malloc_context_size=12")
    endif()
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests-bin")
    target_link_libraries(${name} PRIVATE enigm_conventions Enigm::TestSupport Qt6::Test ${arg_LIBRARIES})
    set(launcher)
    if(arg_WITH_DISPLAY)
        set(launcher "${CMAKE_SOURCE_DIR}/scripts/with-display.sh")
    endif()
    add_test(NAME ${name} COMMAND ${launcher} $<TARGET_FILE:${name}> ${arg_ARGS})
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${arg_TIMEOUT}
        LABELS "${arg_LABELS}"
        SKIP_REGULAR_EXPRESSION "SKIPPED WHOLE TEST"
        ENVIRONMENT "${ENIGM_TEST_ENVIRONMENT};${whole_stacks};${arg_ENVIRONMENT}")
    if(arg_RUN_SERIAL)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    endif()
    if("tsan" IN_LIST arg_LABELS)
        add_dependencies(enigm_tsan_tests ${name})
    endif()
endfunction()
