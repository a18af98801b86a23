-- os.exit(false) is a failure; the error output stays in order.
io.stderr:write("before\n")
io.write("out\n")
os.exit(false)
