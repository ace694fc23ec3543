"""Where keys of providers are kept."""
