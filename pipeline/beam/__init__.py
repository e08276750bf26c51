"""The flow as a Beam job: the only package that imports Apache Beam, and it takes no decision."""
