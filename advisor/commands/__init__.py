"""What the commands print: listings, answers, and the reading of profiles.

Each command takes argparse's options and returns the whole text for standard output, so that
nothing is printed before everything went well.  Tables and the model are imported only by the
command that needs them: ``schema`` and ``--help`` stay quick.
"""
