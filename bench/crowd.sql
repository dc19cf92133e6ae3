-- A regency after years of work: cases in every village and agency, with the tasks that carried them.
-- Written past the triggers (journal, append-only), as a restored backup is; sizes come as :cases.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cases_case DISABLE TRIGGER USER;
ALTER TABLE cases_task DISABLE TRIGGER USER;

CREATE TEMP TABLE place AS
SELECT unit.id, unit.region_id, unit.short_name,
       unit.kind IN ('desa', 'kelurahan') AS is_village,
       row_number() OVER (PARTITION BY unit.kind IN ('desa', 'kelurahan') ORDER BY unit.code) - 1 AS number
FROM organizations_unit AS unit
WHERE unit.kind IN ('desa', 'kelurahan') OR unit.code LIKE '%/%';
CREATE INDEX ON place (is_village, number);

CREATE TEMP TABLE word AS SELECT
  ARRAY['Siti','Budi','Agus','Sri','Eko','Dewi','Nur','Made','Ahmad','Rina','Yusuf','Wahyu','Ayu','Hendra','Galih',
        'Ratna','Joko','Lestari','Bambang','Indah'] AS first,
  ARRAY['Aminah','Santoso','Wibowo','Rahayu','Prasetyo','Kusuma','Hidayah','Lestari','Gunawan','Maulana','Suryadi',
        'Handayani','Irawan','Nugroho','Paramitha','Setiawan','Utami','Wulandari','Saputra','Anggraini'] AS last,
  ARRAY['Warung','Bengkel','Toko','Ternak','Kios','Katering','Homestay','Penjahit','Salon','Depot'] AS trade,
  ARRAY['Makmur','Barokah','Rejeki','Ijen','Krajan','Sejahtera','Mandiri','Abadi','Jaya','Lancar','Berkah','Bahari'] AS brand,
  ARRAY['Surat Keterangan Usaha','Surat Keterangan Tidak Mampu','Izin Reklame','Akta Kelahiran','Surat Pengantar',
        'Izin Penelitian','Kartu Keluarga','Surat Domisili'] AS service,
  ARRAY['surat-keterangan-usaha','sktm','izin-reklame','akta-kelahiran','surat-pengantar','izin-penelitian',
        'kartu-keluarga','surat-domisili'] AS slug,
  ARRAY['daring','daring','daring','loket','kios','kantor'] AS channel;

CREATE TEMP TABLE drawn AS
SELECT n, hashint4(n::int) & 2147483647 AS h, hashint4(n::int * 7 + 1) & 2147483647 AS k,
       hashint4(n::int * 13 + 5) & 2147483647 AS m
FROM generate_series(1, :cases) AS n;

CREATE TEMP TABLE made AS
SELECT n, h, place.*,
       ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS case_id,
       'BNC-' || upper(substr(md5(n::text), 1, 4)) || '-' || upper(lpad(to_hex(n), 6, '0')) AS code_,
       word.first[1 + k % 20] || ' ' || word.last[1 + k / 20 % 20] || ' (fiktif)' AS applicant,
       word.trade[1 + m % 10] || ' ' || word.brand[1 + m / 10 % 12] AS subject,
       word.service[1 + m / 120 % 8] AS title, word.slug[1 + m / 120 % 8] AS slug,
       word.channel[1 + m / 960 % 6] AS channel,
       now() - (:cases - n) * interval '900 days' / :cases AS submitted_at,
       now() + (h % 200 - 80) * interval '1 hour' AS due_at,
       CASE WHEN m / 5760 % 100 >= 9 THEN 'closed' WHEN m / 5760 % 100 >= 5 THEN 'first'
            WHEN m / 5760 % 100 >= 2 THEN 'second' ELSE 'waits' END AS stage
FROM drawn CROSS JOIN word
CROSS JOIN (SELECT count(*) FILTER (WHERE is_village) AS villages, count(*) FILTER (WHERE NOT is_village) AS agencies
            FROM place) AS size
JOIN place ON place.is_village = (h % 100 < 85)
 AND place.number = k % CASE WHEN h % 100 < 85 THEN villages ELSE agencies END;

INSERT INTO cases_case (id, created_at, code, procedure_id, service_code, form_code, form_version, unit_id, region_id,
  applicant_name, title, subject, channel, state, answers, records, version, submitted_at, due_at, stopped_at,
  remaining_minutes, closed_at, outcome)
SELECT case_id, submitted_at, code_,
  (SELECT id FROM cases_procedureversion WHERE code = 'surat-keterangan-usaha' ORDER BY number DESC LIMIT 1), slug, '', '', id, region_id, applicant, title,
  subject, channel, CASE stage WHEN 'closed' THEN 'terbit' WHEN 'first' THEN 'pemeriksaan' WHEN 'second'
  THEN 'tanda-tangan' ELSE 'perbaikan' END, '{}', '{}', 1, submitted_at,
  CASE WHEN stage = 'closed' THEN submitted_at + interval '2 days' ELSE greatest(due_at, submitted_at + interval '1 hour') END,
  CASE WHEN stage = 'waits' THEN now() END, CASE WHEN stage = 'waits' THEN 60 END,
  CASE WHEN stage = 'closed' THEN submitted_at + interval '1 day' END, CASE WHEN stage = 'closed' THEN 'granted' ELSE '' END
FROM made;

INSERT INTO cases_task (id, created_at, case_id, state, lane, is_escalation, role, unit_id, region_code, service_code, case_code, title, ask,
  from_name, place, opened_at, due_at, closed_at, closed_by_id, closed_by_name, action)
SELECT ('00000000-0000-7000-' || (8000 + step.number) || '-' || lpad(to_hex(n), 12, '0'))::uuid, submitted_at, case_id,
  step.state, '', false, CASE WHEN is_village THEN step.village_role ELSE step.agency_role END, made.id, region_id, slug,
  code_, title || ', ' || subject,
  jsonb_build_object('id', step.ask, 'en', step.ask), applicant, short_name, submitted_at,
  CASE WHEN step.is_open THEN greatest(submitted_at, due_at) ELSE submitted_at + interval '1 day' END,
  CASE WHEN NOT step.is_open THEN submitted_at + step.number * interval '3 hours' END,
  CASE WHEN NOT step.is_open THEN worker.id END, CASE WHEN NOT step.is_open THEN coalesce(worker.full_name, 'Petugas (fiktif)') ELSE '' END,
  CASE WHEN NOT step.is_open THEN 'teruskan' ELSE '' END
FROM made
CROSS JOIN LATERAL (VALUES
  (1, 'pemeriksaan', 'operator_desa', 'verifikator', 'Periksa berkas', stage = 'first'),
  (2, 'tanda-tangan', 'kepala_desa', 'kepala_dinas', 'Periksa dan tanda tangani', stage = 'second')
) AS step(number, state, village_role, agency_role, ask, is_open)
LEFT JOIN LATERAL (
  SELECT person.id, person.full_name FROM accounts_rolegrant AS held JOIN accounts_user AS person ON person.id = held.user_id
  WHERE held.unit_id = made.id AND held.role_id = CASE WHEN is_village THEN step.village_role ELSE step.agency_role END LIMIT 1
) AS worker ON true
WHERE stage IN ('closed', 'second') OR step.number = 1;

ALTER TABLE cases_case ENABLE TRIGGER USER;
ALTER TABLE cases_task ENABLE TRIGGER USER;
