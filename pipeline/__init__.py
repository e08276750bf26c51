"""News feeds in, deduplicated incidents out.

The flow, one verb a stage and one noun a dataset::

    feeds -> fetch -> pages -> clean -> articles
          -> extract -> mentions -> resolve -> incidents -> publish

A run owns a *window* (15 minutes by default). Polling and fetching land the pages of a window once;
everything after that is a pure function of what has landed, so a window can be run again and
changes nothing. Every stage counts ``read = kept + empty + rejected``.

This module imports nothing, so that a tool may look at ``pipeline`` without paying for Beam.
"""
