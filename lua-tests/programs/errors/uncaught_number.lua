-- An uncaught number is shown as a string, with a traceback.
error(42)
