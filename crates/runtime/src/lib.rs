//! The virtual machine of Moonquakes: values, heap, interpreter and the State API.
