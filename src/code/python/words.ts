/** Words and built-in names of Python that code needs, or that no name should hide. */
export const pythonWords: readonly string[] =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case type abs all any array float int json len list main map math max min print range reversed round set slice str sum sys tuple zip forward gradient described values best candidate wins pairs theirs difference outcome report array one other'.split(
    ' ',
  );
