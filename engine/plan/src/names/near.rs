//! The name that was probably meant.

/// The candidate nearest to `name`, if any is near enough: at most a third of its characters differ,
/// one at least; or one name holds the other.
pub(crate) fn near<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let length = name.chars().count();
    let reach = (length / 3).max(1);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = strsim::osa_distance(name, candidate);
            if distance <= reach && distance < length {
                return Some((distance, candidate));
            }
            let holds = length >= 2
                && (candidate.contains(name)
                    || (candidate.chars().count() >= 2 && name.contains(candidate)));
            holds.then_some((reach + distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn the_nearest_name_is_found() {
        let names = ["城东所", "城西所", "执法队", "owner"];
        assert_eq!(near("城东", names).as_deref(), Some("城东所"));
        assert_eq!(near("执法大队", names).as_deref(), Some("执法队"));
        assert_eq!(near("onwer", names).as_deref(), Some("owner"));
        assert_eq!(near("住建局", names), None);
        assert_eq!(near("x", names), None);
    }
}
