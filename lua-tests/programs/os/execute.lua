-- os.execute: results, exit states, signals, the shell's presence.
io.stdout:setvbuf("no")
print(os.execute()) print(os.execute("true")) print(os.execute("false")) print(os.execute("exit 7"))
print(os.execute("exit 255")) print(os.execute("kill -9 $$")) print(os.execute("kill -15 $$"))
print(os.execute("nonexistent_command_xyz 2>/dev/null")) print(os.execute(""))
print(os.execute("echo from the shell")) print(os.execute("echo 'quotes \"inside\"'; exit 2"))
print(pcall(os.execute, {})) print(pcall(os.execute, true)) print(os.execute(nil))
print(select("#", os.execute("true"))) print(os.execute("true\0false"))
