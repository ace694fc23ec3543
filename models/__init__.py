"""Engine library: model files, hardware estimates, the llama.cpp worker; no Qt, no chats, no sockets."""
