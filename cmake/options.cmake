# What every target of ours is compiled with. Dependencies are not: they come built from Debian.
set(CONFAB_TESTS "unit;ops;store;integration;fuzz;chat;e2e;measure;shell" CACHE STRING "folders of tests to build")
option(CONFAB_BENCH "build the load generator and the micro benchmarks" OFF)
option(CONFAB_FUZZ "build the fuzz targets (clang only)" OFF)
set(CONFAB_SANITIZE "" CACHE STRING "sanitizers, as in -fsanitize=")

if(NOT DEFINED CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_library(confab_options INTERFACE)
target_compile_options(confab_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(confab_options INTERFACE -Wshadow)
else()
  # clang's -Wshadow looks at the other files of a unity too, and it blames libstdc++ 12's stable_sort on us.
  target_compile_options(confab_options INTERFACE -Wno-deprecated-declarations)
endif()
# What Debian hardens its packages with.
target_compile_options(confab_options INTERFACE -fstack-protector-strong -fcf-protection)
target_link_options(confab_options INTERFACE -pie -Wl,-z,relro -Wl,-z,now)
if(CMAKE_BUILD_TYPE STREQUAL "Release" OR CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  target_compile_options(confab_options INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()

if(CONFAB_SANITIZE)
  # For folders, not with confab_options: tests take a part of it back.
  add_compile_options(-fsanitize=${CONFAB_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CONFAB_SANITIZE})
  if(CONFAB_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=all)
  endif()
endif()
