"""The gate, tested over real sockets on loopback."""
