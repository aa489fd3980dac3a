-- Each question finds what must never be, over the whole history: no row, no violation. A blank line ends it.

-- a holder has one live seat a space
SELECT a.id, b.id AS other, a.space_id, a.during, b.during AS other_during
FROM memberships a
JOIN memberships b ON b.space_id = a.space_id AND b.id > a.id AND b.during && a.during
  AND (b.organisation_id = a.organisation_id OR b.member_id = a.member_id)

-- a space keeps its seat limit
SELECT m.id, m.space_id, m.starts_on, s.seat_limit, count(*) AS seats
FROM memberships m
JOIN spaces s ON s.id = m.space_id
JOIN memberships o ON o.space_id = m.space_id AND o.during @> m.starts_on
  AND NOT o.historic AND 'seats_full' <> ALL (o.overridden)
WHERE m.during IS NOT NULL AND NOT m.historic AND 'seats_full' <> ALL (m.overridden)
GROUP BY m.id, s.id
HAVING count(*) > s.seat_limit

-- a holder has one open application a space
SELECT space_id, organisation_id, member_id, count(*)
FROM applications
WHERE status IN ('submitted', 'under_review')
GROUP BY space_id, organisation_id, member_id
HAVING count(*) > 1

-- an accepted application is exactly one seat
SELECT a.id, a.status, count(m.id) AS seats
FROM applications a
LEFT JOIN memberships m ON m.application_id = a.id
GROUP BY a.id
HAVING count(m.id) <> (a.status = 'accepted')::int

-- nobody sits in a space that is not active
SELECT m.id, m.space_id, m.during
FROM memberships m
WHERE m.during IS NOT NULL AND NOT m.historic AND NOT coalesce(
  (SELECT range_agg(t.during) FROM space_states t WHERE t.space_id = m.space_id AND t.status = 'active')
  @> m.during, false)

-- no application waits for a space that ended
SELECT a.id, a.space_id, a.status, s.status AS space_status
FROM applications a
JOIN spaces s ON s.id = a.space_id
WHERE a.status IN ('submitted', 'under_review') AND s.status IN ('disbanded', 'rejected')

-- nobody decides on an application of their own
SELECT a.id, a.decided_by
FROM applications a
JOIN audit_events e ON e.subject_id = a.id AND e.action = 'application.' || a.status
WHERE a.status IN ('accepted', 'declined') AND e.actor_kind = 'person' AND (
  a.member_id = a.decided_by
  OR EXISTS (SELECT FROM application_representatives r
             WHERE r.application_id = a.id AND r.member_id = a.decided_by)
  -- somebody hired in the very moment of the decision was not seen by it
  OR EXISTS (SELECT FROM affiliations f
             WHERE f.member_id = a.decided_by AND f.organisation_id = a.organisation_id
               AND f.during @> (a.decided_at AT TIME ZONE 'UTC')::date
               AND uuid_extract_timestamp(f.id) < uuid_extract_timestamp(e.id) - interval '2 seconds'))

-- a seat is of a kind that its type knows
SELECT m.id, m.space_type, m.kind
FROM memberships m
WHERE NOT m.historic AND NOT m.overridden && ARRAY['individual_not_permitted', 'institution_not_permitted']
  AND (m.rulebook, m.space_type, m.kind) NOT IN (SELECT k.rulebook, k.space_type, k.kind FROM rulebook_kinds k)

-- a person has one role a space
WITH held AS (
  SELECT id, space_id, member_id, during FROM memberships WHERE member_id IS NOT NULL
  UNION ALL
  SELECT id, space_id, member_id, during FROM representatives WHERE agreed_on IS NOT NULL)
SELECT a.id, b.id AS other, a.space_id, a.member_id, a.during, b.during AS other_during
FROM held a
JOIN held b ON b.space_id = a.space_id AND b.member_id = a.member_id AND b.id > a.id AND b.during && a.during

-- the roles held are those of seats and representatives
WITH held AS (
  SELECT id, space_id, member_id, starts_on, ends_on FROM memberships WHERE member_id IS NOT NULL
  UNION ALL
  SELECT id, space_id, member_id, starts_on, ends_on FROM representatives WHERE agreed_on IS NOT NULL),
written AS (SELECT source_id AS id, space_id, member_id, starts_on, ends_on FROM role_holdings)
(SELECT 'unwritten' AS wrong, * FROM held EXCEPT SELECT 'unwritten', * FROM written)
UNION ALL
(SELECT 'unfounded', * FROM written EXCEPT SELECT 'unfounded', * FROM held)

-- an address is one live member's
SELECT email_key, count(*)
FROM members
WHERE email_key IS NOT NULL AND status <> 'erased'
GROUP BY email_key
HAVING count(*) > 1

-- a decision is told once
SELECT a.id, a.status, count(e.id) AS told
FROM applications a
LEFT JOIN audit_events e ON e.subject_id = a.id AND e.action IN (
  'application.accepted', 'application.declined', 'application.withdrawn', 'application.lapsed')
GROUP BY a.id
HAVING count(e.id) <> (a.decided_at IS NOT NULL)::int
  OR bool_or(e.action <> 'application.' || a.status)
UNION ALL
SELECT d.id, 'recorded', count(e.id)
FROM decisions d
LEFT JOIN audit_events e ON e.subject_id = d.id AND e.action = 'decision.recorded'
GROUP BY d.id
HAVING count(e.id) <> 1

-- what is in the audit is in the outbox, as often
WITH told AS (SELECT action, subject_id, count(*) AS times FROM audit_events GROUP BY action, subject_id),
sent AS (
  SELECT event AS action, subject_id, count(*) AS times FROM outbox WHERE event <> 'letter.written'
  GROUP BY event, subject_id)
SELECT action, subject_id, told.times AS told, sent.times AS sent
FROM told FULL JOIN sent USING (action, subject_id)
WHERE told.times IS DISTINCT FROM sent.times

-- a workstream's seat rests on one in its working group
SELECT m.id, m.space_id, m.organisation_id, m.during
FROM memberships m
JOIN spaces s ON s.id = m.space_id
WHERE m.space_type = 'workstream' AND m.kind = 'institutional' AND m.during IS NOT NULL
  AND NOT (m.historic OR m.carried_over OR 'parent_wg_seat_required' = ANY (m.overridden))
  AND NOT coalesce(
    (SELECT range_agg(p.during) FROM memberships p
     WHERE p.space_id = s.parent_id AND p.organisation_id = m.organisation_id) @> m.during, false)

-- a collaborative's seat rests on one in a linked working group, until its ground was closed
SELECT m.id, m.space_id, m.organisation_id, m.during, m.eligibility_lapsed_on
FROM memberships m
WHERE m.space_type = 'collaborative' AND m.kind = 'institutional'
  AND NOT (m.historic OR m.carried_over OR 'linked_wg_seat_required' = ANY (m.overridden))
  AND m.during * daterange(NULL, m.eligibility_lapsed_on) <> 'empty'
  AND NOT coalesce(
    (SELECT range_agg(p.during * l.during)
     FROM structural_links l
     JOIN memberships p ON p.space_id = l.target_id AND p.organisation_id = m.organisation_id
     WHERE l.space_id = m.space_id AND l.kind = 'sponsor')
    @> (m.during * daterange(NULL, m.eligibility_lapsed_on)), false)

-- a seat has at most one primary and one alternate
SELECT a.id, b.id AS other, a.membership_id, a.role, a.during, b.during AS other_during
FROM representatives a
JOIN representatives b ON b.membership_id = a.membership_id AND b.role = a.role AND b.id > a.id
  AND b.during && a.during

-- whoever fills a seat does so within it
SELECT r.id, r.membership_id, r.during, m.during AS seat
FROM representatives r
JOIN memberships m ON m.id = r.membership_id
WHERE r.during IS NOT NULL AND NOT coalesce(r.during <@ m.during AND r.space_id = m.space_id, false)

-- whoever leads by a seat does so within it
SELECT l.id, l.membership_id, l.during, m.during AS seat
FROM leaders l
JOIN memberships m ON m.id = l.membership_id
WHERE l.during IS NOT NULL AND NOT coalesce(l.during <@ m.during AND l.space_id = m.space_id, false)

-- a space is what its open state says
SELECT s.id, s.status, s.type, count(t.id) AS open_states
FROM spaces s
LEFT JOIN space_states t ON t.space_id = s.id AND t.ends_on IS NULL
GROUP BY s.id
HAVING count(t.id) <> 1 OR bool_or(
  (t.status, t.type, t.parent_id) IS DISTINCT FROM (s.status, s.type, s.parent_id))

-- a space is something on every day since its first
SELECT space_id, range_agg(during) AS days
FROM space_states
GROUP BY space_id
HAVING (SELECT count(*) FROM unnest(range_agg(during))) > 1

-- a person is what their open state says
SELECT m.id, m.status, count(t.id) AS open_states
FROM members m
LEFT JOIN member_states t ON t.member_id = m.id AND t.ends_on IS NULL
GROUP BY m.id
HAVING count(t.id) <> 1 OR bool_or(t.status <> m.status)

-- a space has one mandate at a time
SELECT a.id, b.id AS other, a.space_id
FROM mandates a
JOIN mandates b ON b.space_id = a.space_id AND b.id > a.id AND b.during && a.during

-- a seat lies within a mandate where its type has them
SELECT m.id, m.space_id, m.mandate_id, m.during, d.during AS mandate
FROM memberships m
JOIN rulebook_types t ON (t.rulebook, t.space_type) = (m.rulebook, m.space_type)
LEFT JOIN mandates d ON d.id = m.mandate_id AND d.space_id = m.space_id
WHERE t.has_mandates AND m.during IS NOT NULL AND NOT (m.historic OR m.carried_over)
  AND NOT coalesce(m.during <@ d.during, false)

-- a language has one live community, and the network one of each governing body
SELECT type, language, count(*)
FROM spaces
WHERE status IN ('approved', 'active') AND type IN ('language_community', 'steering_group', 'secretariat')
GROUP BY type, language
HAVING count(*) > 1

-- nothing is left open in a space that ended
SELECT s.id, s.status, 'task' AS held, t.id AS held_id
FROM spaces s
JOIN tasks t ON t.space_id = s.id AND t.status = 'open'
WHERE s.status IN ('disbanded', 'rejected')
UNION ALL
SELECT s.id, s.status, 'linkage', k.id
FROM spaces s
JOIN linkages k ON s.id IN (k.from_id, k.to_id) AND (k.ends_on IS NULL OR k.ends_on > s.ends_on)
WHERE s.status IN ('disbanded', 'rejected')
UNION ALL
SELECT s.id, s.status, 'leader', l.id
FROM spaces s
JOIN leaders l ON l.space_id = s.id AND (l.ends_on IS NULL OR l.ends_on > s.ends_on)
WHERE s.status IN ('disbanded', 'rejected')
UNION ALL
SELECT s.id, s.status, 'mandate', m.id
FROM spaces s
JOIN mandates m ON m.space_id = s.id AND (m.ends_on IS NULL OR m.ends_on > s.ends_on)
WHERE s.status IN ('disbanded', 'rejected')

-- a decision opens, closes or extends once
SELECT decision_id, count(*)
FROM (SELECT decision_id FROM extensions UNION ALL SELECT opened_by FROM mandates
      UNION ALL SELECT closed_by FROM mandates c WHERE NOT EXISTS (
        SELECT FROM mandates o WHERE o.opened_by = c.closed_by)) used
WHERE decision_id IS NOT NULL
GROUP BY decision_id
HAVING count(*) > 1

-- two spaces are linked in one way once at a time
SELECT a.id, b.id AS other, a.kind
FROM linkages a
JOIN linkages b ON b.kind = a.kind AND b.id > a.id AND b.during && a.during
  AND (b.first_id, b.second_id) = (a.first_id, a.second_id)

-- whoever left holds nothing any more
SELECT p.id, p.status, 'seat' AS held, m.id AS held_id
FROM members p
JOIN memberships m ON m.member_id = p.id AND m.ends_on IS NULL
WHERE p.status IN ('left', 'erased') AND 'not_an_active_member' <> ALL (m.overridden)
UNION ALL
SELECT p.id, p.status, 'representation', r.id
FROM members p
JOIN representatives r ON r.member_id = p.id AND r.ends_on IS NULL
WHERE p.status IN ('left', 'erased')
UNION ALL
SELECT p.id, p.status, 'application', a.id
FROM members p
JOIN applications a ON a.member_id = p.id AND a.status IN ('submitted', 'under_review')
WHERE p.status IN ('left', 'erased') AND 'not_an_active_member' <> ALL (a.overridden)

-- an organisation is a partner once at a time
SELECT a.id, b.id AS other, a.organisation_id
FROM partnerships a
JOIN partnerships b ON b.organisation_id = a.organisation_id AND b.id > a.id AND b.during && a.during
