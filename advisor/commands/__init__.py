"""What the commands print: each takes argparse's options and returns the whole text.

Tables and the model are imported only by the command that needs them.
"""
