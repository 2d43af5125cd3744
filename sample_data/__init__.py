"""An invented shop whose truth is known: what people hand in, and what only the tests may read.

`world.build()` makes the shop from a fixed seed; `files.write(world, folder)` writes what its people would hand in.
`plan` names everything that is planted. Start with the README.
"""
