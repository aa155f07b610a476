"""The fields of a run's data and of their augmentation. Standard library only."""

from __future__ import annotations

from typing import Final

from cnnviz.problems import QT_TRANSLATE_NOOP
from cnnviz.training.field import Field

_IMAGES: Final = QT_TRANSLATE_NOOP("Config", "images, or a part of them below 1")
_DEGREES: Final = QT_TRANSLATE_NOOP("Config", "degrees")
_PART: Final = QT_TRANSLATE_NOOP("Config", "part of the image’s side")
_CHANCE: Final = QT_TRANSLATE_NOOP("Config", "probability")
_FACTOR: Final = QT_TRANSLATE_NOOP("Config", "part of the value")
_SEED: Final = 2**31 - 1

DATA_FIELDS: Final[tuple[Field, ...]] = (
    # Data
    Field(
        "data",
        "set",
        "choice",
        QT_TRANSLATE_NOOP("Config", "What the network learns from."),
        choices=("mnist", "fashion-mnist", "cifar-10", "pen-digits", "folder"),
    ),
    Field(
        "data",
        "folder",
        "text",
        QT_TRANSLATE_NOOP(
            "Config", "The folder with the files of the set, or with one sub-folder of pictures for each class."
        ),
    ),
    Field(
        "data",
        "size",
        "whole",
        QT_TRANSLATE_NOOP("Config", "Height and width to which pictures of a folder are brought; 0: by their own."),
        minimum=0,
        maximum=4096,
        unit=QT_TRANSLATE_NOOP("Config", "pixels"),
    ),
    Field(
        "data",
        "channels",
        "whole",
        QT_TRANSLATE_NOOP("Config", "1 for grey, 3 for colour pictures of a folder; 0: as they are."),
        minimum=0,
        maximum=3,
        unit=QT_TRANSLATE_NOOP("Config", "channels"),
    ),
    Field(
        "data",
        "train",
        "share",
        QT_TRANSLATE_NOOP("Config", "How many images the network learns from; 0: all that the other splits leave."),
        minimum=0,
        unit=_IMAGES,
    ),
    Field(
        "data",
        "validation",
        "share",
        QT_TRANSLATE_NOOP(
            "Config",
            "How many images are held back to judge each epoch; the weights that do best on them are kept. 0.2 takes "
            "the validation images that the set comes with, where it has some.",
        ),
        minimum=0,
        unit=_IMAGES,
    ),
    Field(
        "data",
        "test",
        "share",
        QT_TRANSLATE_NOOP(
            "Config", "How many images are looked at once, at the very end; 0: the test images that the set comes with."
        ),
        minimum=0,
        unit=_IMAGES,
    ),
    Field(
        "data",
        "stratified",
        "flag",
        QT_TRANSLATE_NOOP("Config", "Give each split the same mixture of classes."),
    ),
    Field(
        "data",
        "seed",
        "whole",
        QT_TRANSLATE_NOOP("Config", "The number that decides which image goes into which split."),
        minimum=0,
        maximum=_SEED,
    ),
    Field(
        "data",
        "scaling",
        "choice",
        QT_TRANSLATE_NOOP(
            "Config",
            "How pixels become numbers: none 0–255, unit 0–1, min-max by the darkest and lightest, standard by mean "
            "and standard deviation of the training images.",
        ),
        choices=("none", "unit", "min-max", "standard"),
    ),
    Field(
        "data",
        "balance",
        "choice",
        QT_TRANSLATE_NOOP(
            "Config", "Against classes of unequal size: weights in the loss, or a sampler that draws rare ones oftener."
        ),
        choices=("none", "weights", "sampler"),
    ),
    Field(
        "data",
        "budget_mb",
        "whole",
        QT_TRANSLATE_NOOP("Config", "Images that need no more memory than this are kept there as a whole."),
        minimum=0,
        maximum=1 << 20,
        unit=QT_TRANSLATE_NOOP("Config", "MB"),
    ),
    Field(
        "data",
        "workers",
        "whole",
        QT_TRANSLATE_NOOP("Config", "Processes that read images which do not fit into memory."),
        minimum=0,
        maximum=64,
        unit=QT_TRANSLATE_NOOP("Config", "processes"),
    ),
    Field(
        "data",
        "leave_out",
        "list",
        QT_TRANSLATE_NOOP("Config", "Places of images that are left out, such as those with a wrong label."),
        minimum=0,
    ),
    # Augmentation
    Field(
        "augmentation",
        "rotation",
        "number",
        QT_TRANSLATE_NOOP("Config", "Turn each training image by up to this angle, to either side."),
        minimum=0,
        maximum=180,
        unit=_DEGREES,
    ),
    Field(
        "augmentation",
        "shift",
        "number",
        QT_TRANSLATE_NOOP("Config", "Move each training image by up to this part of its side, in any direction."),
        minimum=0,
        maximum=0.5,
        unit=_PART,
    ),
    Field(
        "augmentation",
        "zoom",
        "number",
        QT_TRANSLATE_NOOP("Config", "Enlarge or shrink each training image by up to this part."),
        minimum=0,
        maximum=0.9,
        unit=_FACTOR,
    ),
    Field(
        "augmentation",
        "shear",
        "number",
        QT_TRANSLATE_NOOP("Config", "Slant each training image by up to this angle."),
        minimum=0,
        maximum=60,
        unit=_DEGREES,
    ),
    Field(
        "augmentation",
        "stretch",
        "number",
        QT_TRANSLATE_NOOP("Config", "Make each training image wider or narrower by up to this part."),
        minimum=0,
        maximum=0.9,
        unit=_FACTOR,
    ),
    Field(
        "augmentation",
        "flip_horizontal",
        "number",
        QT_TRANSLATE_NOOP("Config", "How often left and right change places."),
        minimum=0,
        maximum=1,
        unit=_CHANCE,
    ),
    Field(
        "augmentation",
        "flip_vertical",
        "number",
        QT_TRANSLATE_NOOP("Config", "How often top and bottom change places."),
        minimum=0,
        maximum=1,
        unit=_CHANCE,
    ),
    Field(
        "augmentation",
        "brightness",
        "number",
        QT_TRANSLATE_NOOP("Config", "Make each training image brighter or darker by up to this part."),
        minimum=0,
        maximum=1,
        unit=_FACTOR,
    ),
    Field(
        "augmentation",
        "contrast",
        "number",
        QT_TRANSLATE_NOOP("Config", "Raise or lower the contrast of each training image by up to this part."),
        minimum=0,
        maximum=1,
        unit=_FACTOR,
    ),
    Field(
        "augmentation",
        "crop",
        "whole",
        QT_TRANSLATE_NOOP("Config", "Pad each training image by so many pixels, then cut its size out at random."),
        minimum=0,
        maximum=64,
        unit=QT_TRANSLATE_NOOP("Config", "pixels"),
    ),
    Field(
        "augmentation",
        "erase",
        "number",
        QT_TRANSLATE_NOOP("Config", "How often a random rectangle of a training image is blanked."),
        minimum=0,
        maximum=1,
        unit=_CHANCE,
    ),
    Field(
        "augmentation",
        "noise",
        "number",
        QT_TRANSLATE_NOOP("Config", "Standard deviation of the noise that is added to each pixel of 0 to 1."),
        minimum=0,
        maximum=1,
    ),
)
