//! Lua 5.4 as a library, and the commands mq and mqc.
