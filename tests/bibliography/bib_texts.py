"""A bibliography of mixed kinds in classic BibTeX, with nothing wrong in it."""

CLASSIC = r"""% A list of mixed kinds
@string{jfr = "Journal of Ferry Research"}
@STRING(mp = {Mole Press})
@preamble{"\newcommand{\noop}[1]{}"}

@article{stern2001tides,
  author  = {Stern, Olga and Vale, Boris},
  title   = {The Tides of {Tarn} and their Causes},
  journal = jfr,
  year    = 2001,
  month   = mar # "~12",
  volume  = 12,
  number  = {3},
  pages   = {101--119},
  doi     = {10.1234/jfr.2001.12},
  keywords = {cited},
}

@book{quill1998,
  author    = "Ada Quill and others",
  title     = "Boats, {Q}uays and
               Their Keepers",
  publisher = mp # " of Tarn",
  address   = {T{\"a}rn},
  year      = "1998",
  isbn      = {978-3-16-148410-0},
  keywords  = {cited}
}

@inproceedings{okafor2015,
  author    = {Okafor, Chidi},
  title     = {Dose Response in Small Trials},
  booktitle = {Proceedings of the Third Meeting},
  editor    = {M{\"u}ller, J{\"u}rgen},
  pages     = {11-19},
  year      = {2015},
  keywords  = {cited},
}

@techreport{bank2019,
  author      = {{Central Bank of Tarn}},
  title       = {Annual Report 2019},
  institution = {Central Bank of Tarn},
  year        = {2019},
  number      = {7},
  keywords    = {cited},
}

@online{agency2020,
  author   = {{Energy Agency}},
  title    = {Grid Losses in the North},
  date     = {2020-05-11},
  url      = {https://example.org/grid/losses?id=5},
  urldate  = {2021-01-02},
  langid   = {english},
  keywords = {cited},
}

@phdthesis{nakamura2010,
  author = {Nakamura, Yuki},
  title  = {Pumps and Their Owners},
  school = {University of Tarn},
  year   = {2010},
  keywords = {cited},
}

@collection{whole2012,
  editor = {Petrov, Ivan},
  title  = {Courts of the Coast},
  year   = {2012},
  publisher = {Mole Press},
  keywords = {cited},
}

@incollection{part2012,
  author   = {Ivanova, Anna},
  title    = {The Court of Tarn},
  crossref = {whole2012},
  pages    = {5--10},
  keywords = {cited},
}

@misc{note2003,
  title  = {A Note},
  howpublished = {Leaflet},
  year   = {2003},
  keywords = {cited},
}
"""
