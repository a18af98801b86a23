//! Values of the host that a state carries for native code: what `lua_getextraspace` is for in C.

use super::State;
use crate::typed::Handles;
use core::any::{Any, TypeId};
use std::collections::HashMap;

/// The host's values, one of a type.
pub(crate) type Extra = HashMap<TypeId, Box<dyn Any + Send>>;

impl State {
    /// Gives the state, with all its threads, a value of type `T`; returns the one that it had. `[-0, +0, -]`
    ///
    /// ```
    /// # use moonquakes_runtime::State;
    /// struct Requests(u32);
    ///
    /// let state = &mut *State::new();
    /// state.set_extra(Requests(0));
    /// if let Some(Requests(n)) = state.extra_mut() {
    ///     *n += 1;
    /// }
    /// assert_eq!(state.extra::<Requests>().unwrap().0, 1);
    /// ```
    pub fn set_extra<T: Any + Send>(&mut self, value: T) -> Option<T> {
        let old = self.extras_mut().insert(TypeId::of::<T>(), Box::new(value))?;
        old.downcast().ok().map(|value| *value)
    }

    /// The state's value of type `T`. `[-0, +0, -]`
    pub fn extra<T: Any + Send>(&self) -> Option<&T> {
        // SAFETY: fact 1; nothing changes the values while the state is borrowed.
        let extra = unsafe { &(*(*self.thread()).global).extra };
        extra.get(&TypeId::of::<T>())?.downcast_ref()
    }

    /// The state's value of type `T`. `[-0, +0, -]`
    pub fn extra_mut<T: Any + Send>(&mut self) -> Option<&mut T> {
        self.extras_mut().get_mut(&TypeId::of::<T>())?.downcast_mut()
    }

    /// Takes the state's value of type `T` away. `[-0, +0, -]`
    pub fn take_extra<T: Any + Send>(&mut self) -> Option<T> {
        let value = self.extras_mut().remove(&TypeId::of::<T>())?;
        value.downcast().ok().map(|value| *value)
    }

    /// The slots of handles.
    pub(crate) fn handles_mut(&mut self) -> &mut Handles {
        // SAFETY: as for `extras_mut`.
        unsafe { &mut (*(*self.thread()).global).handles }
    }

    fn extras_mut(&mut self) -> &mut Extra {
        // SAFETY: as for `extra`, and the borrow is exclusive.
        unsafe { &mut (*(*self.thread()).global).extra }
    }
}
