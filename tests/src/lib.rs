//! Tests that see Moonquakes from outside: the command line, embedding, whole programs.
