"""How fast sitrep is, measured side by side with what others would use instead. ``make bench``.

A part is a module here with a function ``measure(settings) -> Iterable[Finding]``; its name goes
into :data:`bench.parts.PARTS`. It hands its contenders to :func:`bench.runner.compare`, which runs
them in turns, so that a busy machine is equally busy for all, and keeps every round. What a part
found is written to ``bench/results/<part>.json``; the page ``docs/performance.md`` and its picture
are made from all of these, so that one part can be measured anew alone.

    make bench                                        # everything, on generated pages
    make bench PARTS="clean job" BENCH_PAGES=FOLDER   # some parts, on your pages

The peers are in ``requirements-bench.txt``; one that is not installed is left out, and the page
says so.
"""
