//! The verifier: looks at the whole heap and says what is wrong with it. For tests and for the stress build.

use super::object::{for_each_reference, name, owned_bytes};
use super::objects::Objects;
use super::{GcHeader, Heap, Mode, Phase, age, mark_bits};
use crate::closure::UpValue;
use crate::global::Global;
use crate::thread::Thread;
use crate::value::{Value, tag};
use core::ptr::null_mut;
use std::collections::{HashMap, HashSet};

/// Whether all is well, or what is not.
type Verdict = Result<(), String>;

/// Verifies a heap between two steps of the collector:
///
/// 1. every reference from a root or a live object leads to a live object of the right kind;
/// 2. colours and ages obey the invariants of the phase;
/// 3. a gray object is in a gray list;
/// 4. pages and lists of free cells fit together, and young objects live in young pages;
/// 5. the interner has every short string, and every note of a finalizer its object;
/// 6. every byte in use belongs to something. With `exactly`, native code holds no block.
pub(crate) unsafe fn verify(g: *mut Global, exactly: bool) -> Verdict {
    let heap = &raw mut (*g).heap;
    let mut verifier = Verifier {
        g,
        heap,
        objects: HashMap::new(),
        listed: HashSet::new(),
    };
    let mut bytes = (*g).strings.allocation_size();
    Objects::for_each(&raw const (*heap).objects, |object, size| {
        verifier.objects.insert(object, (*object).tag);
        bytes += size;
    });
    (*heap).objects.verify_pages((*heap).mode)?;
    (*heap).blocks.verify_pages()?;
    verifier.gray_lists()?;
    for &object in verifier.objects.keys() {
        verifier.object(object)?;
        bytes += owned_bytes(object);
    }
    verifier.roots()?;
    verifier.interner()?;
    bytes += verifier.finalizers()?;
    let counted = (*heap).bytes;
    if bytes > counted || exactly && bytes < counted {
        return Err(format!("{counted} bytes are counted, {bytes} found"));
    }
    Ok(())
}

struct Verifier {
    g: *mut Global,
    heap: *mut Heap,
    /// All objects, with their kinds.
    objects: HashMap<*mut GcHeader, u8>,
    /// The objects in gray lists.
    listed: HashSet<*mut GcHeader>,
}

impl Verifier {
    unsafe fn is_dead(&self, object: *mut GcHeader) -> bool {
        (*object).marked & (*self.heap).other_white() != 0
    }

    unsafe fn describe(&self, object: *mut GcHeader) -> String {
        match self.objects.get(&object) {
            Some(&kind) => format!("{} {object:p} (marked {:#04x})", name(kind), (*object).marked),
            None => format!("something at {object:p}"),
        }
    }

    unsafe fn gray_lists(&mut self) -> Verdict {
        let heap = &*self.heap;
        if !heap.keeps_invariant() {
            return Ok(());
        }
        let lists = [
            &heap.gray,
            &heap.gray_again,
            &heap.weak_values,
            &heap.ephemerons,
            &heap.all_weak,
        ];
        for object in lists.into_iter().flat_map(|list| list.iter(null_mut())) {
            if !self.objects.contains_key(&object) || self.is_dead(object) {
                return Err(format!("{} is in a gray list", self.describe(object)));
            }
            if !self.listed.insert(object) {
                return Err(format!("{} is in two gray lists", self.describe(object)));
            }
            let is_black = (*object).marked & mark_bits::BLACK != 0;
            if !(is_gray(object) || is_black && age::of(object) == age::TOUCHED2) {
                return Err(format!("{} in a gray list is not gray", self.describe(object)));
            }
        }
        Ok(())
    }

    unsafe fn object(&self, object: *mut GcHeader) -> Verdict {
        let marked = (*object).marked;
        let colours = (marked & mark_bits::COLOURS).count_ones();
        if colours > 1 || marked & !(age::MASK | mark_bits::COLOURS | mark_bits::FINALIZED) != 0 {
            return Err(format!("{} has an impossible mark", self.describe(object)));
        }
        if self.is_dead(object) {
            return if (*self.heap).phase == Phase::Sweep {
                Ok(())
            } else {
                Err(format!("{} is dead", self.describe(object)))
            };
        }
        self.age(object)?;
        if (*self.heap).keeps_invariant() && is_gray(object) && !self.listed.contains(&object) {
            let is_open = (*object).tag == tag::UPVALUE && UpValue::is_open(object.cast());
            if !is_open {
                return Err(format!("{} is gray, but in no list", self.describe(object)));
            }
        }
        if (*object).tag == tag::THREAD {
            if age::of(object) >= age::OLD && !is_gray(object) {
                return Err(format!("{} will not be visited", self.describe(object)));
            }
            self.upvalues(object.cast())?;
        }
        let mut verdict = Ok(());
        for_each_reference(object, |v| {
            if verdict.is_ok() {
                verdict = self.reference(object, v);
            }
        });
        verdict
    }

    unsafe fn age(&self, object: *mut GcHeader) -> Verdict {
        let is_white = (*object).marked & mark_bits::WHITES != 0;
        let is_right = match (*self.heap).mode {
            Mode::Incremental => age::of(object) == age::NEW,
            Mode::Generational => age::of(object) <= age::TOUCHED2 && is_white != age::is_old(object),
        };
        if is_right {
            Ok(())
        } else {
            Err(format!("{} has the wrong age", self.describe(object)))
        }
    }

    unsafe fn reference(&self, from: *mut GcHeader, v: Value) -> Verdict {
        let to = v.as_object();
        if self.objects.get(&to) != Some(&v.tag) || self.is_dead(to) {
            let (from, to) = (self.describe(from), self.describe(to));
            return Err(format!("{from} refers to {to} as {}", name(v.tag)));
        }
        let is_black = (*from).marked & mark_bits::BLACK != 0;
        // A thread has no barrier. It is visited in every cycle, black or not.
        if !is_black || !(*self.heap).keeps_invariant() || (*from).tag == tag::THREAD {
            return Ok(());
        }
        let (from_age, to_age) = (age::of(from), age::of(to));
        let is_right = match (*self.heap).mode {
            Mode::Incremental => (*to).marked & mark_bits::WHITES == 0,
            Mode::Generational => match from_age {
                age::OLD => to_age > age::SURVIVAL,
                age::OLD1 | age::TOUCHED2 => to_age > age::NEW,
                _ => true,
            },
        };
        if is_right {
            Ok(())
        } else {
            let (from, to) = (self.describe(from), self.describe(to));
            Err(format!("{from} is black and refers to {to}"))
        }
    }

    /// The open upvalues of a thread: from the top of its stack down, and known to the collector.
    unsafe fn upvalues(&self, l: *mut Thread) -> Verdict {
        let mut above = (*l).stack_last;
        let mut upvalue = (*l).open_upvalues;
        if !upvalue.is_null() && (*l).next_with_upvalues == l {
            return Err(format!("{} has open upvalues unknown", self.describe(l.cast())));
        }
        while !upvalue.is_null() {
            let slot = (*upvalue).v;
            if !UpValue::is_open(upvalue) || slot < (*l).stack || slot >= above {
                return Err(format!("{} is not open", self.describe(upvalue.cast())));
            }
            above = slot;
            upvalue = (*upvalue).slot.next_open;
        }
        Ok(())
    }

    unsafe fn roots(&self) -> Verdict {
        let g = &mut *self.g;
        let pointers = g.metatables.iter().map(|t| t.cast::<GcHeader>());
        let pointers = pointers.chain(g.event_names.iter().map(|name| name.cast()));
        let pointers = pointers.chain([g.memory_error.cast(), g.main_thread.cast()]);
        let values = pointers
            .filter(|object| !object.is_null())
            .map(|o| Value::object(o));
        let values = values.chain(g.anchors.iter().copied()).chain([g.registry]);
        for v in values.chain(g.handles.roots().iter().copied()) {
            let object = v.as_object();
            if v.is_collectable() && (self.objects.get(&object) != Some(&v.tag) || self.is_dead(object)) {
                return Err(format!("a root refers to {}", self.describe(object)));
            }
        }
        Ok(())
    }

    unsafe fn interner(&self) -> Verdict {
        let strings = &(*self.g).strings;
        for &s in strings {
            if self.objects.get(&s.cast()) != Some(&tag::SHORT_STRING) {
                return Err(format!("the interner has {}", self.describe(s.cast())));
            }
        }
        let short = self
            .objects
            .values()
            .filter(|&&kind| kind == tag::SHORT_STRING)
            .count();
        if short == strings.len() {
            Ok(())
        } else {
            Err(format!("the interner has {} of {short} strings", strings.len()))
        }
    }

    /// Returns the bytes of the notes.
    unsafe fn finalizers(&self) -> Result<usize, String> {
        let mut notes = 0;
        for object in (*self.heap).finalizers.objects() {
            notes += 1;
            let is_object = self.objects.contains_key(&object);
            if !is_object || (*object).marked & mark_bits::FINALIZED == 0 || self.is_dead(object) {
                return Err(format!("a finalizer is noted for {}", self.describe(object)));
            }
        }
        let objects = self.objects.keys();
        let finalizable = objects
            .filter(|&&o| (*o).marked & mark_bits::FINALIZED != 0)
            .count();
        if notes == finalizable {
            Ok(notes * super::finalizer::NOTE_SIZE)
        } else {
            Err(format!("{notes} finalizers are noted for {finalizable} objects"))
        }
    }
}

unsafe fn is_gray(object: *mut GcHeader) -> bool {
    (*object).marked & mark_bits::COLOURS == 0
}
