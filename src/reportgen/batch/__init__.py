"""Many briefings of one project: a file of parameters in, one finished PDF for each of its rows out."""
