//! Every view at every size: nothing panics, and a sensible screen shows the campaign.

use proptest::prelude::*;
use wallchart::dashboard::{Chrome, Cmd, update};
use wallchart_words::Lang;

use super::fixture::{board, press, screen};

const KEYS: &[&str] =
    &["", "2", "2e", "3", "6", "?", ":", ":总", "/late", "2<Down><Down>s", "2<Down><Down>R", "*a"];

#[test]
fn the_smallest_screens_show_something() {
    for keys in KEYS {
        for size in [(1, 1), (2, 1), (1, 9), (3, 3), (10, 2), (20, 5), (40, 8)] {
            let mut state = board(Lang::Zh, size);
            press(&mut state, keys);
            screen(&state);
        }
    }
    let mut state = board(Lang::En, (30, 6));
    press(&mut state, "2");
    assert!(screen(&state).contains("T0001"), "{}", screen(&state));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_size_panics(
        width in 1u16..220,
        height in 1u16..70,
        then in (0u16..220, 0u16..70),
        keys in 0..KEYS.len(),
        zh in any::<bool>(),
        ascii in any::<bool>(),
    ) {
        let lang = if zh { Lang::Zh } else { Lang::En };
        let mut state = board(lang, (width, height));
        state.chrome = Chrome { ascii, colour: true };
        press(&mut state, KEYS[keys]);
        screen(&state);
        update(&mut state, Cmd::Resize { width: then.0, height: then.1 });
        press(&mut state, "<Down><PgDn><End><Up>");
        update(&mut state, Cmd::Click { x: width / 2, y: height / 2 });
        screen(&state);
    }
}
