"""命令: those that belong to the installation as a whole."""
