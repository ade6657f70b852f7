-- A check-in's plan says on which days it is in the same way as an activity's does: by a series with its start, its unit
-- and its weekdays. Plans that somebody is just being asked another time for ("quiet_time") say it so too. One without a
-- first day of its own counted its weeks from a Monday of 1990.
UPDATE schedule SET plan = json_remove(json_set(plan, '$.repeat', json_object(
    'start', coalesce(json_extract(plan, '$.since'), '1990-01-01'), 'unit', 'weeks',
    'every', coalesce(json_extract(plan, '$.every'), 1), 'days', json_extract(plan, '$.days'))),
  '$.days', '$.every', '$.since');
UPDATE session SET target = json_remove(json_set(target, '$.plan.repeat', json_object(
    'start', coalesce(json_extract(target, '$.plan.since'), '1990-01-01'), 'unit', 'weeks',
    'every', coalesce(json_extract(target, '$.plan.every'), 1), 'days', json_extract(target, '$.plan.days'))),
  '$.plan.days', '$.plan.every', '$.plan.since')
  WHERE dialog_id = 'quiet_time' AND target <> '';
