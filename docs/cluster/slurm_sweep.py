"""Run a sweep on the nodes of a SLURM cluster.

    python docs/cluster/slurm_sweep.py phase_diagram --jobs 20 --queue normal

Start it on a node that may submit jobs and stays up (a login node, or a small job of its own). It asks SLURM for jobs
of one core each, lives through the sweep on whatever comes, and gives the jobs back. Killed or out of time, start it
again: it goes on where it was. `--dry-run` prints the job script and submits nothing.
"""

import argparse
from collections.abc import Sequence

from dask_jobqueue import SLURMCluster

import sim


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask for workers and run the sweep on them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sweep", help="name or path of a sweep")
    parser.add_argument("--jobs", type=int, default=10, help="jobs to ask for, each with one worker on one core")
    parser.add_argument("--queue", default=None, help="partition")
    parser.add_argument("--account", default=None, help="account")
    parser.add_argument("--memory", default="4GB", help="memory of a job")
    parser.add_argument("--walltime", default="02:00:00", help="time of a job")
    parser.add_argument("--out", default="results", help="folder of all results, best on a shared file system")
    parser.add_argument("--dry-run", action="store_true", help="print the job script and submit nothing")
    asked = parser.parse_args(arguments)
    cluster = SLURMCluster(
        queue=asked.queue,
        account=asked.account,
        cores=1,
        processes=1,
        memory=asked.memory,
        walltime=asked.walltime,
        # Compile once for each node before its worker takes work; where the home is shared, once for all.
        job_script_prologue=["hinterland warm --quiet"],
    )
    if asked.dry_run:
        print(cluster.job_script())
        cluster.close()
        return
    with cluster:
        cluster.scale(jobs=asked.jobs)
        found = sim.sweep(asked.sweep, out=asked.out, cluster=cluster)
    print(found.folder)


if __name__ == "__main__":
    main()
