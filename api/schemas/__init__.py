"""What is sent and what is answered, one noun a file. An `XFilter` holds every parameter of a list."""
