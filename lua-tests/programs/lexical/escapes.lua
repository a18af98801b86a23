-- Escape sequences in short strings, and the message for each that is wrong.
print("\a\b\f\n\r\t\v\\\"\'" == "\7\8\12\10\13\9\11\92\34\39")
print("\65\066\0067|\x41\x7a|\u{41}\u{20AC}\u{7FFFFFFF}" == "AB\0067|Az|A\xE2\x82\xAC\xFD\xBF\xBF\xBF\xBF\xBF")
print("one\z
       two\z

       three", "a\
b", #"\
")
print(#"\0a\00b\000c",
  ("\u{0}\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}\u{1FFFFF}\u{200000}\u{3FFFFFF}\u{4000000}"):byte(1, -1))
for _, code in ipairs {
  [["\q"]], [["\400"]], [["\256"]], [["\xg0"]], [["\x4"]], [["\x"]], [["\u"]], [["\u{}"]], [["\u{x}"]],
    [["\u{110000000}"]],
  [["\u{80000000}"]], [["\u{41"]], [["abc]], [['abc"]], "\"abc\ndef\"", "'a\rb'", [["\]], "'\\z   ",
    [["\300 after"]], [["\u{7FFFFFFFF}"]], "'\\\r\n'", "'\\u{ 41}'",
} do
  print(load("return " .. code, "=s"))
end
