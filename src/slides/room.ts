/** A frame's room in em of its formulas, less a margin: Beamer's at 16:9 and 10 pt, and a page of 1280 by 720 pixels. */
export const frameWidth = 38;
export const frameHeight = 17.5;

/** What a picture may take of it. */
export const pictureWidth = 36;
export const pictureHeight = 11;
export const walkHeight = 10;

/** From one line of text to the next, and between two items. */
export const lineHeight = 1.25;
export const itemGap = 0.9;
