"""What an article says of one incident: frames, and the rooms that an article's frames go through.

``sentence`` reads them, ``gathered`` joins those of one incident (``roundups`` knows sums from what
they add up), ``sifted`` says which are news and how sure that is, ``named`` who the people told
elsewhere are. What all of them ask of a frame lies beside them.
"""
