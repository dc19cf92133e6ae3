-- Years of study visits and agreements, from regencies of the whole country; written past the triggers (journal,
-- append-only), as a restored backup is; sizes come as :visits and :agreements.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE visits_delegation DISABLE TRIGGER USER;
ALTER TABLE agreements_agreement DISABLE TRIGGER USER;
ALTER TABLE agreements_party DISABLE TRIGGER USER;

CREATE TEMP TABLE guest AS
SELECT code, name, row_number() OVER (ORDER BY code) - 1 AS number FROM regions_region WHERE level = 2;
CREATE TEMP TABLE topic AS
SELECT code, row_number() OVER (ORDER BY code) - 1 AS number FROM innovations_innovation WHERE is_public;
CREATE TEMP TABLE keeper AS SELECT id FROM organizations_unit WHERE code LIKE '%/kerja-sama' LIMIT 1;

CREATE TEMP TABLE drawn AS
SELECT n, gen_random_uuid() AS id, hashint4(n::int) & 2147483647 AS h, hashint4(n::int * 7 + 1) & 2147483647 AS k,
       DATE '2016-01-04' + (n * 3600 / :visits)::int AS day
FROM generate_series(1, :visits) AS n;

INSERT INTO visits_delegation (id, created_at, code, unit_id, origin_id, origin_name, leader_office, purpose, topics, people,
  first_day, last_day, contact_name, contact_email, contact_phone, language, transport, lodging, state, reason, result, source)
SELECT drawn.id, day, 'BNC-' || n, keeper.id, guest.code, guest.name, 'Bupati', 'Belajar pelayanan publik dan keuangan desa',
  jsonb_build_array(topic.code), 5 + k % 60, day, day + k % 3, '', '', '', 'id', '', '', 'held', '', '', 'bench'
FROM drawn CROSS JOIN keeper
JOIN guest ON guest.number = h % (SELECT count(*) FROM guest)
JOIN topic ON topic.number = k % (SELECT count(*) FROM topic);

INSERT INTO agreements_agreement (id, created_at, code, kind_id, unit_id, title, affair, scope, partners, is_confidential,
  burdens_budget, stage, months, number, signed_on, signed_at_place, begins_on, ends_on, cost_source, end_reason,
  ended_on, delegation_id, innovations, source, recorded_by)
SELECT gen_random_uuid(), drawn.day, 'BNK-' || n, (SELECT id FROM agreements_agreementkind ORDER BY code LIMIT 1), keeper.id,
  'Kerja sama pelayanan publik dengan ' || guest.name, 'Pelayanan publik', '', guest.name, false, false,
  CASE WHEN day > current_date - 900 THEN 'execution' ELSE 'ended' END, 36, '', day, '', day, day + 1095, '', '',
  CASE WHEN day > current_date - 900 THEN NULL ELSE day + 1095 END, drawn.id, '[]', 'bench', 'bench'
FROM drawn CROSS JOIN keeper JOIN guest ON guest.number = h % (SELECT count(*) FROM guest)
WHERE n <= :agreements;

ALTER TABLE visits_delegation ENABLE TRIGGER USER;
ALTER TABLE agreements_agreement ENABLE TRIGGER USER;
ALTER TABLE agreements_party ENABLE TRIGGER USER;
