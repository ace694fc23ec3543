"""Keys of providers: in the operating system's keyring where there is a real one, else in the vault.

Modules:
    port: what the keyring's process is asked.
    service: that process: talks to one known keyring, and to nothing else.
    store: which of the two places a key is in; put, get, forget everywhere.
"""
