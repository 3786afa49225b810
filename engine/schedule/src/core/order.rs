//! Topological order of a graph given by its predecessors, and a loop where there is none.

/// The graph of `n` nodes: `from[first[v]..first[v + 1]]` are the predecessors of `v`.
pub(crate) struct Links<'a> {
    pub(crate) first: &'a [u32],
    pub(crate) from: &'a [u32],
}

impl Links<'_> {
    fn of(&self, v: usize) -> &[u32] {
        &self.from[self.first[v] as usize..self.first[v + 1] as usize]
    }
}

/// The nodes, predecessors first, in waves and by number within a wave (Kahn 1962); or the nodes of one
/// loop, each waiting for the one after it and the last for the first.
pub(crate) fn topological(links: &Links<'_>) -> Result<Vec<u32>, Vec<u32>> {
    let n = links.first.len().saturating_sub(1);
    // Successors, as offsets and targets.
    let mut offset = vec![0u32; n + 1];
    for &u in links.from {
        offset[u as usize + 1] += 1;
    }
    for v in 0..n {
        offset[v + 1] += offset[v];
    }
    let mut fill = offset.clone();
    let mut onto = vec![0u32; links.from.len()];
    let mut waiting = vec![0u32; n];
    for (v, waiting) in waiting.iter_mut().enumerate() {
        for &u in links.of(v) {
            onto[fill[u as usize] as usize] = v as u32;
            fill[u as usize] += 1;
        }
        *waiting = links.of(v).len() as u32;
    }
    let mut order: Vec<u32> = Vec::with_capacity(n);
    order.extend((0..n as u32).filter(|v| waiting[*v as usize] == 0));
    let mut next = 0;
    while next < order.len() {
        let u = order[next] as usize;
        next += 1;
        for &v in &onto[offset[u] as usize..offset[u + 1] as usize] {
            waiting[v as usize] -= 1;
            if waiting[v as usize] == 0 {
                order.push(v);
            }
        }
    }
    if order.len() == n { Ok(order) } else { Err(a_loop(links, &waiting)) }
}

/// Walks back among the nodes that never became free: each has such a predecessor, so the walk must
/// come round.
fn a_loop(links: &Links<'_>, waiting: &[u32]) -> Vec<u32> {
    let mut seen_at = vec![usize::MAX; waiting.len()];
    let mut walk: Vec<u32> = Vec::new();
    let mut v = waiting.iter().position(|w| *w > 0).unwrap_or_default();
    while seen_at[v] == usize::MAX {
        seen_at[v] = walk.len();
        walk.push(v as u32);
        match links.of(v).iter().find(|u| waiting[**u as usize] > 0) {
            Some(u) => v = *u as usize,
            None => break,
        }
    }
    walk.split_off(seen_at[v].min(walk.len().saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(preds: &[&[u32]]) -> (Vec<u32>, Vec<u32>) {
        let mut first = vec![0];
        let mut from = Vec::new();
        for p in preds {
            from.extend_from_slice(p);
            first.push(from.len() as u32);
        }
        (first, from)
    }

    #[test]
    fn predecessors_come_first() {
        let (first, from) = links(&[&[2, 1], &[2], &[], &[0]]);
        assert_eq!(topological(&Links { first: &first, from: &from }), Ok(vec![2, 1, 0, 3]));
    }

    #[test]
    fn a_loop_is_given_in_order_without_what_leads_to_it() {
        // 0 waits for 1, 1 for 2, 2 for 3, 3 for 1; 4 is free.
        let (first, from) = links(&[&[1], &[4, 2], &[3], &[1], &[]]);
        assert_eq!(topological(&Links { first: &first, from: &from }), Err(vec![1, 2, 3]));
        let (first, from) = links(&[&[0]]);
        assert_eq!(topological(&Links { first: &first, from: &from }), Err(vec![0]));
    }
}
