-- What administrators look for among millions of jobs, and what the cleaning of old ones needs.

-- An organisation's jobs of a state, the newest first; of all states by seven short looks. Those that run are few and have
-- an index of their own: in this one they would cost each job one more entry.
DROP INDEX jobs_of_organization;
CREATE INDEX jobs_of_organization ON jobs (org_id, state, id) WHERE state <> 'running';

-- Is a workflow over? Only jobs of workflows pay for this.
CREATE INDEX jobs_unfinished_of_workflow ON jobs (workflow_id)
  WHERE workflow_id IS NOT NULL AND state IN ('blocked', 'scheduled', 'available', 'running');
CREATE POLICY cleaning ON workflows FOR DELETE USING (is_system());

-- Who works is the same for all organisations; what a worker does for others stays hidden with their jobs.
CREATE POLICY seen ON job_workers FOR SELECT USING (current_org() IS NOT NULL);
