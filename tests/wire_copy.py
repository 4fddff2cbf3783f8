"""Two short texts as a wire desk would file them, for tests that need some article or other."""

BODY = (
    "Trade officials from the two countries met on Tuesday to talk about fishing licences in the "
    "shared waters, a spokesman said. They will meet again in March, when the season opens."
)
FRENCH = (
    "Les ministres des deux pays se sont rencontrés mardi pour parler des licences de pêche dans "
    "les eaux communes, a déclaré un porte-parole. Ils se reverront en mars."
)
