-- What hands its choices to the house is called a form by now; versions that somebody is in the middle of say so too.
UPDATE dialog_version SET body = json_set(body, '$.purpose', 'form') WHERE json_extract(body, '$.purpose') = 'setting';
-- What an option means to the code stands beside its id by now, and is not read out of it.
UPDATE dialog_version SET body = replace(body, '{"id":"mon","label":', '{"id":"mon","value":1,"label":')
  WHERE body LIKE '%"id":"mon","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"tue","label":', '{"id":"tue","value":2,"label":')
  WHERE body LIKE '%"id":"tue","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"wed","label":', '{"id":"wed","value":3,"label":')
  WHERE body LIKE '%"id":"wed","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"thu","label":', '{"id":"thu","value":4,"label":')
  WHERE body LIKE '%"id":"thu","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"fri","label":', '{"id":"fri","value":5,"label":')
  WHERE body LIKE '%"id":"fri","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"sat","label":', '{"id":"sat","value":6,"label":')
  WHERE body LIKE '%"id":"sat","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"sun","label":', '{"id":"sun","value":7,"label":')
  WHERE body LIKE '%"id":"sun","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"weekly","label":', '{"id":"weekly","value":1,"label":')
  WHERE body LIKE '%"id":"weekly","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"every2","label":', '{"id":"every2","value":2,"label":')
  WHERE body LIKE '%"id":"every2","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"every4","label":', '{"id":"every4","value":4,"label":')
  WHERE body LIKE '%"id":"every4","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"w1","label":', '{"id":"w1","value":1,"label":')
  WHERE body LIKE '%"id":"w1","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"w2","label":', '{"id":"w2","value":2,"label":')
  WHERE body LIKE '%"id":"w2","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"w4","label":', '{"id":"w4","value":4,"label":')
  WHERE body LIKE '%"id":"w4","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"h2","label":', '{"id":"h2","value":2,"label":')
  WHERE body LIKE '%"id":"h2","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"h4","label":', '{"id":"h4","value":4,"label":')
  WHERE body LIKE '%"id":"h4","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"h8","label":', '{"id":"h8","value":8,"label":')
  WHERE body LIKE '%"id":"h8","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"h24","label":', '{"id":"h24","value":24,"label":')
  WHERE body LIKE '%"id":"h24","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"n2","label":', '{"id":"n2","value":2,"label":')
  WHERE body LIKE '%"id":"n2","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"n3","label":', '{"id":"n3","value":3,"label":')
  WHERE body LIKE '%"id":"n3","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"n5","label":', '{"id":"n5","value":5,"label":')
  WHERE body LIKE '%"id":"n5","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"n11","label":', '{"id":"n11","value":11,"label":')
  WHERE body LIKE '%"id":"n11","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"m30","label":', '{"id":"m30","value":30,"label":')
  WHERE body LIKE '%"id":"m30","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"m60","label":', '{"id":"m60","value":60,"label":')
  WHERE body LIKE '%"id":"m60","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"m90","label":', '{"id":"m90","value":90,"label":')
  WHERE body LIKE '%"id":"m90","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"m120","label":', '{"id":"m120","value":120,"label":')
  WHERE body LIKE '%"id":"m120","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"m180","label":', '{"id":"m180","value":180,"label":')
  WHERE body LIKE '%"id":"m180","label":%';
UPDATE dialog_version SET body = replace(body, '{"id":"m480","label":', '{"id":"m480","value":480,"label":')
  WHERE body LIKE '%"id":"m480","label":%';
