/** The room for an equation in em of its own font: what both the printed page and the article have, less a margin. */
export const pageWidth = 39;
