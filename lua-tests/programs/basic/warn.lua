-- warn: control messages, pieces, wrong arguments; to standard error.
warn "off by default"
warn "@on"
warn "one piece"
warn("two ", "pieces")
warn("a", 1, " ", 2.5, "\n")
warn "@unknown"
warn("@on", " is no control message in pieces")
warn ""
warn "@off"
warn "not seen"
warn "@on"
warn "seen again"
print(pcall(warn)) print(pcall(warn, nil)) print(pcall(warn, {})) print(pcall(warn, "a", {}))
print(pcall(warn, "a", nil)) print(pcall(warn, true)) print(pcall(warn, 5))
print(select("#", warn "x"))
warn("zero\0byte")
warn("@off\0")
warn "end"
