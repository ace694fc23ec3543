"""Engine library: model files, hardware estimates and the llama.cpp worker; no Qt, no chats on disk, no sockets."""
