"""After the build: PDFs, and the swap that puts a finished site in its place."""
