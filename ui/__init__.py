"""The window: QtWidgets that show what the core tells and ask the core to act; decides nothing."""
