# Tools that make the build faster where they are installed, and are not missed where they are not.

find_program(ENIGM_CCACHE ccache)
if(ENIGM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_C_COMPILER_LAUNCHER "${ENIGM_CCACHE}")
    set(CMAKE_CXX_COMPILER_LAUNCHER "${ENIGM_CCACHE}")
endif()

find_program(ENIGM_MOLD mold)
if(ENIGM_MOLD)
    add_link_options(-fuse-ld=mold)
endif()
