# Read by llama.cpp's own project() call (CMAKE_PROJECT_llama.cpp_INCLUDE).
#
# llama-cpp-python forces LLAMA_BUILD_COMMON on in the cache, although only libllama and libggml are ever loaded: 110 of
# 193 compile steps for nothing. A normal variable, set inside llama.cpp's scope, hides the cache entry.
set(LLAMA_BUILD_COMMON OFF)
