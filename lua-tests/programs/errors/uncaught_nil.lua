-- An uncaught nil.
error(nil)
