"""The vault: every word kept in SQLCipher, opened by a key that only the vault process holds."""
