"""The core of Sotto: vault, processes, use cases and the terminal front end; no Qt, no llama_cpp."""
