"""What the readers know: reviewed CSV and YAML files, each with its source, and their loaders."""
