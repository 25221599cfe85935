/* The lease protocol of the jobs: who may run a job, and whose end of it counts.
 *
 * Workers claim jobs, keep their lease alive by a heartbeat, and complete or fail what they run; whoever finds a lease that
 * has passed gives its jobs back. Every statement of the database is one atomic step. What waits for the disk survives a
 * crash of the database; what does not may be undone, but only in the order of the log: a crash loses the newest, never
 * something from the middle. README.md says what is checked, what is left out, and what each mutation breaks.
 *
 * Bounds, with -D: WORKERS JOBS ATTEMPTS, and how often each fault may happen: CRASHES CUTS KILLS LAPSES.
 * Another way to go on after a lost connection: ADOPT. Mutations: NO_FENCE NO_ATTEMPTS LAZY_COMPLETION TORN_CLAIM
 * KEEP_IDENTITY; and SERIAL_IDENTITY. */

#ifndef WORKERS
#define WORKERS 2
#endif
#ifndef JOBS
#define JOBS 2
#endif
#ifndef ATTEMPTS
#define ATTEMPTS 2
#endif
#ifndef CRASHES
#define CRASHES 1 /* of the database */
#endif
#ifndef CUTS
#define CUTS 1 /* connections lost while worker and database live */
#endif
#ifndef KILLS
#define KILLS 1 /* of workers */
#endif
#ifndef LAPSES
#define LAPSES 1 /* leases that pass although their worker lives: paused, slow, or behind a broken network */
#endif

#if JOBS > 1
#define SECOND 1
#else
#define SECOND 0
#endif
#if JOBS > 2
#define THIRD 2
#else
#define THIRD 0
#endif
#if WORKERS > 2
#define LAST 2
#else
#define LAST 0
#endif

#define NOBODY 0
#define NOTHING 15 /* in place of a job: none was available */
#define REFUSED 14 /* the worker has no row any more */
#define FIRST(p) (1 + (p) * (1 + CRASHES + CUTS + KILLS + LAPSES)) /* identities of a worker follow each other, and are its own */
#define ROW(id) (1 << (id))

mtype:job = { available, running, done, dead };

typedef Job {
  mtype:job state = available;
  byte worker;
  byte attempts;
  byte era /* ghost: crashes before the claim; with worker and attempts it tells every claim from every other */
};
typedef Tables {
  Job job[JOBS];
  int exists; /* the workers' rows: a bit for each identity */
  int leased; /* and whose lease has not passed */
  byte last_id
};
Tables db;  
Tables disk; /* what a crash would leave */

typedef Claimed {
  byte worker; /* NOBODY when there is none */
  byte attempts;
  byte era
};
typedef Worker {
  byte id;
  byte identities; /* that it has had */
  bool cut;        /* its connection is lost, and it has not reacted yet */
  bool killed;     /* for good */
  byte asked;      /* the identity for which a claim is under way */
  bool answered;
  byte given = NOTHING;
  Claimed answer;
  byte late;       /* a claim whose sender no longer listens, and that the database may still carry out */
  Claimed held[JOBS]
};
Worker worker[WORKERS];

byte crashes, cuts, kills, lapses;
byte completions[JOBS]; /* ghost: those that took effect */

/* --- the database */

inline save() {
  for (k : 0 .. JOBS - 1) {
    disk.job[k].state = db.job[k].state;
    disk.job[k].worker = db.job[k].worker;
    disk.job[k].attempts = db.job[k].attempts;
    disk.job[k].era = db.job[k].era
  }
  disk.exists = db.exists;
  disk.leased = db.leased;
  disk.last_id = db.last_id;
  k = 0
}

inline sound() {
  for (k : 0 .. JOBS - 1) {
    /* a running job has a worker with a row, or no rescue would ever find it */
    assert(db.job[k].state != running || (db.exists & ROW(db.job[k].worker)));
    /* what was completed stays so: it never runs again, and is not completed again */
    assert(completions[k] <= 1);
    assert(completions[k] == 0 || db.job[k].state == done)
  }
  k = 0
}

inline commit_on_disk() {
  d_step { sound() };
  if
  :: crashes < CRASHES -> d_step { save() }
  :: else
  fi
}

inline commit() { /* without waiting: it has reached the disk, or not yet */
  d_step { sound() };
  if
  :: crashes < CRASHES -> d_step { save() }
  :: true
  fi
}

inline crash() {
  for (k : 0 .. JOBS - 1) {
    db.job[k].state = disk.job[k].state;
    db.job[k].worker = disk.job[k].worker;
    db.job[k].attempts = disk.job[k].attempts;
    db.job[k].era = disk.job[k].era
  }
  db.exists = disk.exists;
  db.leased = disk.leased;
  db.last_id = disk.last_id;
  k = 0;
  crashes++;
  sound();
  for (k : 0 .. WORKERS - 1) {
    forget_claim(k);
    worker[k].late = NOBODY;
    worker[k].cut = (worker[k].id != NOBODY)
  }
  k = 0
}

inline give_back(j) {
  db.job[j].worker = NOBODY;
  db.job[j].era = 0;
  if
  :: db.job[j].attempts >= ATTEMPTS -> db.job[j].state = dead
  :: else -> db.job[j].state = available
  fi
}

inline remove(rows) { /* workers' rows, and the jobs that they hold go back */
  for (k : 0 .. JOBS - 1) {
    if
    :: db.job[k].state == running && (ROW(db.job[k].worker) & (rows)) -> give_back(k)
    :: else
    fi
  }
  k = 0;
  db.exists = db.exists & ~(rows);
  db.leased = db.leased & ~(rows)
}

#define is_available(j) (db.job[j].state == available)
#define some_available (is_available(0) || is_available(SECOND) || is_available(THIRD))

inline choose() {
  if
  :: is_available(0) -> found = 0
#if JOBS > 1
  :: is_available(1) -> found = 1
#endif
#if JOBS > 2
  :: is_available(2) -> found = 2
#endif
  :: else
  fi
}

inline claim_for(row_id) { /* leaves the job in `found` */
  if
  :: db.exists & ROW(row_id) -> choose(); take(row_id)
  :: else -> found = REFUSED
  fi
}

inline take(row_id) {
  if
  :: found < JOBS ->
    db.job[found].state = running;
    db.job[found].worker = row_id;
    db.job[found].attempts++;
    db.job[found].era = crashes;
    commit()
  :: else
  fi
}

inline send_answer() {
  worker[p].given = found;
  if
  :: found < JOBS ->
    worker[p].answer.worker = db.job[found].worker;
    worker[p].answer.attempts = db.job[found].attempts;
    worker[p].answer.era = db.job[found].era
  :: else
  fi;
  found = NOTHING
}

/* Carries out the claims that have arrived, also those whose sender is no longer there. */
proctype Claims(byte p) {
  byte k, found = NOTHING;
#ifdef TORN_CLAIM
  byte seen;
#endif
end:
  do
#ifdef TORN_CLAIM /* looks for the worker's row, and then takes a job although the row may be gone by now */
  :: atomic { seen == NOBODY && worker[p].asked != NOBODY && !worker[p].answered && (db.exists & ROW(worker[p].asked)) ->
      seen = worker[p].asked
    }
  :: atomic {
      seen != NOBODY && some_available ->
        choose();
        take(seen);
        if
        :: worker[p].asked == seen && !worker[p].answered -> worker[p].answered = true; d_step { send_answer() }
        :: else -> found = NOTHING
        fi;
        seen = NOBODY
    }
#else
  :: atomic {
      worker[p].asked != NOBODY && !worker[p].answered ->
        claim_for(worker[p].asked);
        worker[p].answered = true;
        d_step { send_answer() }
    }
#endif
  :: atomic {
      worker[p].late != NOBODY ->
        if
        :: true -> claim_for(worker[p].late)
        :: true /* it never arrived */
        fi;
        worker[p].late = NOBODY;
        found = NOTHING
    }
  od
}

/* Anybody's task. */
active proctype Rescue() {
  byte k;
end:
  do
  :: atomic { (db.exists & ~db.leased) -> d_step { remove(db.exists & ~db.leased) }; commit() }
  od
}

/* --- a worker */

inline lose_claim(w) { /* the answer will not be heard; the database may not have begun */
  if
  :: worker[w].asked != NOBODY && !worker[w].answered && worker[w].late == NOBODY -> worker[w].late = worker[w].asked
  :: else
  fi;
  forget_claim(w)
}

inline forget_claim(w) {
  worker[w].asked = NOBODY;
  worker[w].answered = false;
  worker[w].given = NOTHING;
  clear(worker[w].answer)
}

inline clear(claimed) {
  claimed.worker = NOBODY;
  claimed.attempts = 0;
  claimed.era = 0
}

inline forget(w) { /* it stops what it runs, and will have a new identity */
  lose_claim(w);
  for (i : 0 .. JOBS - 1) { clear(worker[w].held[i]) }
  i = 0;
  worker[w].id = NOBODY;
  worker[w].cut = false
}

inline register() {
#ifdef SERIAL_IDENTITY /* from a sequence of the database, which a crash sets back */
  db.last_id++;
  worker[p].id = db.last_id;
#else
  worker[p].id = FIRST(p) + worker[p].identities;
#endif
  worker[p].identities++;
  db.exists = db.exists | ROW(worker[p].id);
  db.leased = db.leased | ROW(worker[p].id);
  commit()
}

inline heartbeat() {
  if
  :: db.exists & ROW(worker[p].id) -> db.leased = db.leased | ROW(worker[p].id); commit()
  :: else -> d_step { forget(p) }
  fi
}

inline begin() {
  if
  :: worker[p].given == REFUSED -> forget(p)
  :: worker[p].given < JOBS ->
    /* a claim equal to one that it still holds: no fence could tell their ends apart */
    assert(worker[p].held[worker[p].given].worker != worker[p].answer.worker ||
           worker[p].held[worker[p].given].attempts != worker[p].answer.attempts);
    worker[p].held[worker[p].given].worker = worker[p].answer.worker;
    worker[p].held[worker[p].given].attempts = worker[p].answer.attempts;
    worker[p].held[worker[p].given].era = worker[p].answer.era
  :: else
  fi;
  forget_claim(p)
}

#ifdef NO_FENCE
#define may_end(j) (db.job[j].state == running)
#elif defined(NO_ATTEMPTS)
#define may_end(j) (db.job[j].state == running && db.job[j].worker == worker[p].held[j].worker)
#else
#define may_end(j) (db.job[j].state == running && db.job[j].worker == worker[p].held[j].worker && \
                    db.job[j].attempts == worker[p].held[j].attempts)
#endif

inline complete(j) {
  if
  :: may_end(j) ->
    /* the one whose completion counts is the one that holds the job */
    assert(db.job[j].worker == worker[p].held[j].worker && db.job[j].attempts == worker[p].held[j].attempts &&
           db.job[j].era == worker[p].held[j].era);
    db.job[j].state = done;
    db.job[j].worker = NOBODY;
    db.job[j].era = 0;
    completions[j]++;
#ifdef LAZY_COMPLETION
    commit()
#else
    commit_on_disk()
#endif
  :: else
  fi;
  ended_by(j)
}

inline fail(j) {
  if
  :: may_end(j) ->
    assert(db.job[j].worker == worker[p].held[j].worker && db.job[j].attempts == worker[p].held[j].attempts &&
           db.job[j].era == worker[p].held[j].era);
    give_back(j);
    commit_on_disk()
  :: else
  fi;
  ended_by(j)
}

inline ended_by(j) {
  if
  :: d_step { clear(worker[p].held[j]) }
  :: cuts < CUTS -> d_step { cuts++; lose_claim(p); worker[p].cut = true } /* it does not hear what became of it */
  fi
}

inline reconnect() { /* with a claim perhaps under way: the old identity must not be able to take a job any more */
#if defined(KEEP_IDENTITY)
  worker[p].cut = false
#elif defined(ADOPT) /* a new identity that takes over what both sides agree on; the rest goes back, or is forgotten */
  d_step {
    lose_claim(p);
    adopt(FIRST(p) + worker[p].identities);
    remove(ROW(worker[p].id))
  };
  commit();
  d_step {
    for (i : 0 .. JOBS - 1) {
      if
      :: worker[p].held[i].worker == worker[p].id -> worker[p].held[i].worker = FIRST(p) + worker[p].identities
      :: else
      fi
    }
    i = 0;
    worker[p].id = FIRST(p) + worker[p].identities;
    worker[p].identities++;
    worker[p].cut = false
  }
#else
  d_step { remove(ROW(worker[p].id)) };
  commit();
  d_step { forget(p) }
#endif
}

inline adopt(new_id) {
  for (i : 0 .. JOBS - 1) {
    if
    :: worker[p].held[i].worker != NOBODY && may_end(i) -> db.job[i].worker = new_id
    :: else -> clear(worker[p].held[i])
    fi
  }
  i = 0;
  db.exists = db.exists | ROW(new_id);
  db.leased = db.leased | ROW(new_id)
}

#define connected (worker[p].id != NOBODY && !worker[p].cut)
#define runs(j) (worker[p].held[j].worker != NOBODY)

proctype Work(byte p) {
  byte i, k;
end:
  do
  :: atomic { worker[p].id == NOBODY && !worker[p].killed -> register() }
  :: atomic { connected && worker[p].asked == NOBODY && some_available -> worker[p].asked = worker[p].id }
  :: atomic { connected && worker[p].answered -> d_step { begin() } }
  :: atomic { connected && runs(0) -> if :: true -> complete(0) :: true -> fail(0) fi }
#if JOBS > 1
  :: atomic { connected && runs(1) -> if :: true -> complete(1) :: true -> fail(1) fi }
#endif
#if JOBS > 2
  :: atomic { connected && runs(2) -> if :: true -> complete(2) :: true -> fail(2) fi }
#endif
  :: atomic { connected && !(db.leased & ROW(worker[p].id)) -> heartbeat() }
  :: atomic { worker[p].cut -> reconnect() }
  od
}

/* --- what goes wrong */

proctype Fate(byte p) {
  byte i;
end:
  do
  :: atomic { connected && cuts < CUTS -> d_step { cuts++; lose_claim(p); worker[p].cut = true } }
  :: atomic { connected && lapses < LAPSES && (db.leased & ROW(worker[p].id)) ->
      lapses++;
      db.leased = db.leased & ~ROW(worker[p].id)
    }
  :: atomic { worker[p].id != NOBODY && kills < KILLS ->
      d_step { kills++; forget(p) };
      if
      :: p > 0 -> worker[p].killed = true /* one at least keeps running */
      :: true /* started again */
      fi
    }
  od
}

active proctype Crash() {
  byte k;
end:
  do
  :: d_step { crashes < CRASHES -> crash() }
  od
}

/* The leases that nobody keeps alive pass. */
#define kept (ROW(worker[0].id) | ROW(worker[1].id) | ROW(worker[LAST].id))

active proctype Clock() {
end:
  do
  :: atomic { (db.leased & ~kept) -> db.leased = db.leased & kept }
  od
}

init {
  atomic {
    byte p;
    for (p : 0 .. WORKERS - 1) { run Work(p); run Claims(p); run Fate(p) }
  }
}

#define has_ended(j) (db.job[j].state == done || db.job[j].state == dead)

ltl no_job_is_lost { <> [] (has_ended(0) && has_ended(SECOND) && has_ended(THIRD)) }
