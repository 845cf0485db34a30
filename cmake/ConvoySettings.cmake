# What every target shares: the language, the warnings, Qt's strictness, the sanitizers, and two functions
# that make a library or a test a single line.
include(GNUInstallDirs)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

# Without these, ccache takes no file that is compiled with a precompiled header.
find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${CCACHE}")
  add_compile_options("$<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>")
endif()

set(convoy_qt_components Core Sql Network DBus)
if(CONVOY_BUILD_DESKTOP)
  list(APPEND convoy_qt_components Gui Widgets Svg)
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS ${convoy_qt_components})
find_package(Qt6Keychain REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(simdjson REQUIRED)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3>=3.40)
pkg_check_modules(LIBGIT2 REQUIRED libgit2)
pkg_check_modules(LIBICAL REQUIRED IMPORTED_TARGET libical)

add_library(convoy_settings INTERFACE)
target_include_directories(convoy_settings INTERFACE
  "${CMAKE_SOURCE_DIR}" "${CMAKE_SOURCE_DIR}/models" "${CMAKE_BINARY_DIR}/generated")
target_compile_definitions(convoy_settings INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
  QT_USE_QSTRINGBUILDER QT_NO_CONTEXTLESS_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400
  CONVOY_VERSION="${PROJECT_VERSION}"
  $<$<BOOL:${CONVOY_FAULTS}>:CONVOY_FAULTS>)
# g++ 12 sees uninitialized members in std::optional and std::variant that nobody reads, once it optimizes.
# Designated initializers leave the rest to the members' own.
target_compile_options(convoy_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wno-missing-field-initializers
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  -Werror=switch -Werror=return-type $<$<BOOL:${CONVOY_WERROR}>:-Werror>)
if(CONVOY_SANITIZE)
  target_compile_options(convoy_settings INTERFACE -fsanitize=${CONVOY_SANITIZE} -fno-omit-frame-pointer -g1)
  target_link_options(convoy_settings INTERFACE -fsanitize=${CONVOY_SANITIZE})
endif()

# convoy_library(NAME SOURCES... [LINK LIBRARIES...]): one static library per folder.
function(convoy_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC convoy_settings ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
  target_precompile_headers(${name} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:${CMAKE_SOURCE_DIR}/cmake/precompiled.h>")
endfunction()
