/** A frame's room in em of its formulas, less a margin: Beamer's at 16:9 and 11 pt, and a page of 1280 by 720 pixels. */
export const frameWidth = 37;
export const frameHeight = 18;

/** What a picture may take of it, with its caption or equation below. */
export const pictureWidth = 34;
export const pictureHeight = 11;
export const walkHeight = 11;

/** From one line of text to the next, and between two items. */
export const lineHeight = 1.25;
export const itemGap = 0.9;
